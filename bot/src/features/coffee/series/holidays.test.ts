import Holidays from "date-holidays";
import { expect, test } from "vitest";
import { dayAfter, weekdayOf } from "#platform/time/finnish-time.ts";
import { holidayOn, isWorkingDay, nextWorkingDay } from "./holidays.ts";

/** What date-holidays knows of Finland's days off: public holidays, and the two eves (see holidays.ts). */
function fromLibrary(firstYear: number, lastYear: number) {
  const finland = new Holidays("FI");
  const names: Record<string, unknown> = {};
  const days: Record<string, string> = {};
  for (let year = firstYear; year <= lastYear; year++) {
    const inLanguage = (language: string) => finland.getHolidays(year, language);
    const [sv, fi, en] = [inLanguage("sv"), inLanguage("fi"), inLanguage("en")];
    sv.forEach(({ date, rule, type, name }, at) => {
      if (type !== "public" && rule !== "friday after 06-19" && rule !== "12-24") return;
      names[rule] = { sv: name, fi: fi[at]?.name, en: en[at]?.name };
      days[date.slice(0, 10)] = rule;
    });
  }
  return { names, days };
}

test("the list of days off is what date-holidays gives", async () => {
  const text = `${JSON.stringify(fromLibrary(2026, 2060), null, 2)}\n`;
  await expect(text).toMatchFileSnapshot("./holidays.json");
});

test("public holidays and the two eves are days off, New Year's Eve and the flag days are not", () => {
  expect(holidayOn("2027-12-06")).toEqual({
    sv: "självständighetsdagen",
    fi: "itsenäisyyspäivä",
    en: "Independence Day",
  });
  expect(holidayOn("2027-06-25")?.sv).toBe("midsommarafton");
  expect(holidayOn("2027-12-24")?.fi).toBe("jouluaatto");
  for (const day of ["2027-12-31", "2027-11-14", "2028-11-06", "2027-02-11"])
    expect(holidayOn(day), day).toBeNull();
});

test("each year has as many weekdays off as the University Almanac Office counts (sttinfo.fi, November 2024)", () => {
  const weekdaysOff = (year: number) =>
    Array.from({ length: 366 }, (_, number) => dayAfter(`${year}-01-01`, number))
      .filter((day) => day.startsWith(`${year}`))
      .filter((day) => weekdayOf(day) < 6 && !isWorkingDay(day)).length;
  expect([2026, 2027, 2028, 2029, 2030, 2031].map(weekdaysOff)).toEqual([9, 8, 9, 10, 10, 10]);
});

test("the next working day passes over weekends and days off", () => {
  expect(isWorkingDay("2027-01-14")).toBe(true);
  expect(isWorkingDay("2027-01-16")).toBe(false);
  expect(isWorkingDay("2027-01-06")).toBe(false);
  expect(nextWorkingDay("2027-01-14")).toBe("2027-01-15");
  expect(nextWorkingDay("2027-01-15")).toBe("2027-01-18");
  expect(nextWorkingDay("2027-03-25")).toBe("2027-03-30");
  expect(nextWorkingDay("2026-12-23")).toBe("2026-12-28");
});
