import type { Language } from "bot/coffee/contract";

/**
 * The ways to subscribe to a calendar. The language is in the address, since the servers of Outlook and Google, which
 * fetch it, tell of none.
 */
export function calendarLinks(feed: string, language: Language, name: string) {
  const address = new URL(feed);
  address.searchParams.set("lang", language);
  const outlook = new URL("https://outlook.office.com/calendar/0/addfromweb");
  outlook.searchParams.set("url", address.href);
  outlook.searchParams.set("name", name);
  const google = new URL("https://calendar.google.com/calendar/r");
  google.searchParams.set("cid", address.href.replace(/^https?:/, "webcal:"));
  return { address: address.href, outlook: outlook.href, google: google.href };
}
