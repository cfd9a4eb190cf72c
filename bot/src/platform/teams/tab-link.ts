/**
 * The page of the tab that an address opens, such as "/terms/concepts/1", without its query; undefined for any other. Read
 * as `tabLink` writes them: the tab's own addresses, or Teams' deep links, which carry such a one as `webUrl`.
 */
export function pageOf(address: string, tabLink: (page: string) => string): string | undefined {
  const [asked, home] = [pageAddress(address), pageAddress(tabLink("/"))];
  if (!asked || asked.origin !== home?.origin || !asked.pathname.startsWith(home.pathname)) return undefined;
  return asked.pathname.slice(home.pathname.length - 1).replace(/(?<=.)\/$/, "");
}

function pageAddress(address: string): URL | null {
  const url = URL.parse(address);
  const own = url?.searchParams.get("webUrl");
  return own ? URL.parse(own) : url;
}

/** The values of a pattern's `:names` in a page's path, if it fits. */
export function paramsIn(path: string, pattern: string): Record<string, string> | undefined {
  const [parts, wanted] = [path.split("/"), pattern.split("/")];
  if (parts.length !== wanted.length) return undefined;
  const params: Record<string, string> = {};
  for (const [at, want] of wanted.entries()) {
    const part = decoded(parts[at] ?? "");
    if (part === undefined || (part === "") !== (want === "")) return undefined;
    if (want.startsWith(":")) params[want.slice(1)] = part;
    else if (part !== want) return undefined;
  }
  return params;
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
