/**
 * A page's plain address, at `href` or as seen from there: Teams shows a preview of it where it is pasted, which it does
 * for none of its own deep links.
 */
export function pageLink(href: string, to = ""): string {
  const url = new URL(to, href);
  url.hash = "";
  // Teams' own words in the address that it loads say how one person sees the page.
  for (const name of ["lang", "theme"]) url.searchParams.delete(name);
  return url.href;
}

/**
 * The link that opens the page at `href` inside Teams, made of the one to its part of the tab, which the server writes into
 * the page; null where there is none.
 */
export function teamsLink(href: string, partLink: string | undefined): string | null {
  const link = URL.parse(partLink ?? "");
  if (!link) return null;
  const page = new URL(pageLink(href));
  const subEntityId = `${page.pathname.replace(/^\/tab\/?/, "")}${page.search}`;
  link.searchParams.set("webUrl", page.href);
  link.searchParams.set("context", JSON.stringify({ subEntityId }));
  // Teams reads a plus as a plus.
  link.search = link.search.replaceAll("+", "%20");
  return link.href;
}
