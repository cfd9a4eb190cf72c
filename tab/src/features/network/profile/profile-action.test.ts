import type { NetworkView } from "bot/network/contract";
import { expect, test } from "vitest";
import { deedOf } from "./profile-action.ts";

const profile: NetworkView["profile"] = {
  municipality: "Raseborg",
  reads: ["sv"],
  translates: [],
  areas: [],
  about: "",
};
const may = { ask: true, leave: false, invite: false, coordinate: false };

test.for([
  ["somebody from outside asks", { profile: null, may }, false, "ask"],
  [
    "an administrator from outside joins at once",
    { profile: null, may: { ...may, coordinate: true } },
    false,
    "join",
  ],
  ["whoever is invited joins at once", { profile: null, may }, true, "join"],
  ["whoever has asked and is invited joins at once", { profile, may }, true, "join"],
  ["a member, or whoever has asked, changes their profile", { profile, may }, false, "save"],
] as const)("%s", ([, network, isInvited, deed]) => {
  expect(deedOf(network, isInvited)).toBe(deed);
});
