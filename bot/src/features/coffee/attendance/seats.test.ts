import { expect, test } from "vitest";
import { emptyLedger, type Ledger, leave, resize, take } from "./seats.ts";

const seated = (...ids: string[]): Ledger =>
  ids.reduce((ledger, id) => take(ledger, id, 2).ledger, emptyLedger);

test("seats go to those who come first, and the others wait in order", () => {
  expect(seated("anna", "bo", "cia", "dan")).toEqual({ seated: ["anna", "bo"], waiting: ["cia", "dan"] });
});

test("coming again changes nothing", () => {
  const full = seated("anna", "bo", "cia");
  for (const id of ["anna", "cia"]) expect(take(full, id, 2)).toEqual({ ledger: full, promoted: [] });
});

test("a seat that is left goes to the first in the waiting list, once", () => {
  const { ledger, promoted } = leave(seated("anna", "bo", "cia", "dan"), "anna", 2);
  expect({ ledger, promoted }).toEqual({
    ledger: { seated: ["bo", "cia"], waiting: ["dan"] },
    promoted: ["cia"],
  });
  expect(leave(ledger, "anna", 2)).toEqual({ ledger, promoted: [] });
});

test("whoever leaves and comes back is last in the waiting list", () => {
  const { ledger } = leave(seated("anna", "bo", "cia"), "anna", 2);
  expect(take(ledger, "anna", 2).ledger).toEqual({ seated: ["bo", "cia"], waiting: ["anna"] });
});

test("more seats go to those who wait, and fewer take none away", () => {
  const full = seated("anna", "bo", "cia", "dan");
  expect(resize(full, 3).promoted).toEqual(["cia"]);
  expect(resize(full, null).promoted).toEqual(["cia", "dan"]);
  expect(resize(full, 1)).toEqual({ ledger: full, promoted: [] });
  expect(leave(full, "anna", 1).promoted).toEqual([]);
});
