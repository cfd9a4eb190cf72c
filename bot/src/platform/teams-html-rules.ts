import type Turndown from "turndown";

/* What Teams writes as HTML and Turndown alone would lose: tables, struck words, and the lines of code. */

/** A cell may stand for so many columns. */
const columnLimit = 50;

export function addTeamsRules(service: Turndown): void {
  service.addRule("struck", {
    filter: ["s", "del", "strike" as "s"],
    replacement: (words) => (words.trim() ? `~~${words}~~` : words),
  });
  service.addRule("code", {
    filter: ["pre"],
    replacement: (_, node) => fenced(linesOf(node)),
  });
  service.addRule("cells", {
    filter: ["td", "th"],
    replacement: (words, node) => {
      const columns = Math.min(Math.max(1, Number(node.getAttribute("colspan")) || 1), columnLimit);
      return ` ${inCell(words)} |${"  |".repeat(columns - 1)}`;
    },
  });
  service.addRule("rows", { filter: ["tr"], replacement: (cells) => `\n|${cells}\n` });
  service.addRule("tables", { filter: ["table"], replacement: (content) => `\n\n${tableOf(content)}\n\n` });
}

/** A cell has one line, and no line between cells in it but its own. */
const inCell = (words: string): string =>
  words
    .trim()
    .replace(/\s*\n\s*/g, " ")
    .replace(/(?<!\\)\|/g, "\\|");

/** Its first row is its heading, since Markdown has no table without; rows of fewer cells get empty ones. */
function tableOf(content: string): string {
  const lines = content.split("\n").filter((line) => line.trim() !== "");
  const above = lines.filter((line) => !line.startsWith("|"));
  const rows = lines.filter((line) => line.startsWith("|"));
  const [first, ...others] = rows;
  if (first === undefined) return above.join("\n\n");
  const columns = Math.max(...rows.map(cellsIn));
  const whole = (row: string) => row + "  |".repeat(columns - cellsIn(row));
  return [
    ...above,
    above.length > 0 ? "" : [],
    whole(first),
    `|${" --- |".repeat(columns)}`,
    ...others.map(whole),
  ]
    .flat()
    .join("\n");
}

const cellsIn = (row: string): number => (row.match(/(?<!\\)\|/g)?.length ?? 1) - 1;

/** Code as it was laid out: Teams breaks its lines with elements. */
function linesOf(node: Node): string {
  if (node.nodeType === 3) return node.nodeValue ?? "";
  if (node.nodeName === "BR") return "\n";
  const inner = Array.from(node.childNodes, linesOf).join("");
  return /^(?:P|DIV|LI)$/.test(node.nodeName) ? `${inner.replace(/\n$/, "")}\n` : inner;
}

function fenced(lines: string): string {
  const code = lines.replace(/^\n+|\s+$/g, "");
  if (code === "") return "";
  const longest = Math.max(2, ...(code.match(/`{3,}/g) ?? []).map(({ length }) => length));
  const fence = "`".repeat(longest + 1);
  return `\n\n${fence}\n${code}\n${fence}\n\n`;
}
