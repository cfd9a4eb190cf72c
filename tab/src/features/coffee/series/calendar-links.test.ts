import { expect, test } from "vitest";
import { calendarLinks } from "./calendar-links.ts";

const feed = "https://puls.example/open/coffee/nyckel.ics";

test.for(["sv", "fi", "en"] as const)("the address of the calendar says that it is in %s", (language) => {
  const { address, outlook, google } = calendarLinks(feed, language, "Kaffe & bulle");

  expect(address).toBe(`${feed}?lang=${language}`);
  expect(new URL(outlook).searchParams.get("url")).toBe(address);
  expect(new URL(outlook).searchParams.get("name")).toBe("Kaffe & bulle");
  expect(new URL(google).searchParams.get("cid")).toBe(address.replace("https:", "webcal:"));
});
