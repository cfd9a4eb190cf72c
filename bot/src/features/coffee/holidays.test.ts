import Holidays from "date-holidays";
import { expect, test } from "vitest";
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
