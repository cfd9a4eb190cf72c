/** The longest of ours brings along a term of 200 characters, nine each at most once they stand in an address. */
const mostCharacters = 2_000;

/**
 * Where a deep link's subPageId leads, as a path below /tab. It is that path without its first slash, such as
 * surveys/<id>/results or forum/topics/<id>?post=7; null for whatever else somebody has put into a link.
 */
export function pathOf(subPageId: string | undefined): string | null {
  if (!subPageId || subPageId.length > mostCharacters) return null;
  return /^[a-z0-9-]+(\/[a-z0-9-]+)*(\?[\w.~!*'()%+=&-]*)?$/i.test(subPageId) ? `/${subPageId}` : null;
}
