/** `inside` are the expressions in a string, each as its own tokens. */
export type Token = {
  kind: "word" | "string" | "sign" | "end";
  text: string;
  line: number;
  inside?: Token[][];
};

const pattern =
  /(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)|(?<word>\w+)|'(?<string>(?:\\.|\$\{(?:[^}']|'[^']*')*\}|[^'\\\n])*)'|(?<sign>==|!=|&&|\|\||[-{}()[\].,:?=!@+*<>])/gy;

/** The words, strings and signs of a Bicep file; throws with the line where a string or bracket is left open. */
export function tokensOf(source: string, firstLine = 1): Token[] {
  const tokens: Token[] = [];
  const open: Token[] = [];
  let line = firstLine;
  const next = new RegExp(pattern);
  for (let at = 0; at < source.length; at = next.lastIndex) {
    next.lastIndex = at;
    const groups = next.exec(source)?.groups;
    if (!groups) throw new Error(`Line ${line}: ${source.slice(at, at + 20).split("\n")[0]} is not Bicep.`);
    if (groups.word) tokens.push({ kind: "word", text: groups.word, line });
    if (groups.string !== undefined) tokens.push(stringToken(groups.string, line));
    if (groups.sign) {
      const token: Token = { kind: "sign", text: groups.sign, line };
      matchBracket(token, open);
      tokens.push(token);
    }
    line += source.slice(at, next.lastIndex).split("\n").length - 1;
  }
  if (open[0]) throw new Error(`Line ${open[0].line}: ${open[0].text} is never closed.`);
  return tokens;
}

function stringToken(text: string, line: number): Token {
  const expressions = text.matchAll(/(?<!\\)\$\{((?:[^}']|'[^']*')*)\}/g);
  const inside = [...expressions].map((match) => tokensOf(match[1] ?? "", line));
  return { kind: "string", text, line, inside };
}

function matchBracket(token: Token, open: Token[]): void {
  const pairs: Record<string, string> = { ")": "(", "}": "{", "]": "[" };
  if ("({[".includes(token.text)) open.push(token);
  const opening = pairs[token.text];
  if (opening && open.pop()?.text !== opening)
    throw new Error(`Line ${token.line}: ${token.text} closes nothing.`);
}
