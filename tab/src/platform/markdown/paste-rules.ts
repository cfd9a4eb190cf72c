/* Whether what is pasted has a form that its bare words would lose, and how it goes into a text. */

/** A table of several cells, a list, a link, a heading, code, or words that stand out. One cell alone is its words. */
export function hasForm(html: string): boolean {
  const body = html.replace(/<style\b[\s\S]*?<\/style>/gi, "").replace(/<!--[\s\S]*?-->/g, "");
  if ((body.match(/<t[dh]\b/gi)?.length ?? 0) > 1) return true;
  return [
    /<(?:li|h[1-6]|pre|strong|em|s|del)\b/i,
    /<[bi]\b(?![^>]*font-weight:\s*normal)/i,
    /mso-list:\s*l\d/i,
    /<a\b[^>]*\bhref\s*=\s*["']?https?:/i,
  ].some((form) => form.test(body));
}

/** In code a text stays as it is. */
export function isInCode(text: string, caret: number): boolean {
  const before = text.slice(0, caret);
  const fences = before.match(/^ {0,3}(?:```|~~~)/gm)?.length ?? 0;
  const marks = before.slice(before.lastIndexOf("\n") + 1).match(/`/g)?.length ?? 0;
  return fences % 2 === 1 || (fences === 0 && marks % 2 === 1);
}

/** What is more than one line stands by itself: a table that follows at once on words is none. */
export function fitted(markdown: string, before: string, after: string): string {
  const isBlock = markdown.includes("\n") || /^(?:[-|#>]|\d+\. )/.test(markdown);
  if (!isBlock) return markdown;
  return gapAfter(before) + markdown + gapBefore(after);
}

const gapAfter = (before: string): string =>
  before.trim() === "" || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
const gapBefore = (after: string): string =>
  after.trim() === "" || after.startsWith("\n\n") ? "" : after.startsWith("\n") ? "\n" : "\n\n";
