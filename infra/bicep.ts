/**
 * As much of Bicep as the tests need, since its compiler can't be had from npm: what a file declares, and which names
 * each declaration refers to. It knows no types; `az deployment group what-if` does.
 */
export type Declaration = {
  kind: "param" | "var" | "resource" | "output";
  name: string;
  /** Of a resource, such as "Microsoft.Web/sites@2025-03-01". */
  type?: string;
  /** Of a param: whether it can be left out. */
  optional: boolean;
  /** The keys of each object in it by the path to it: "" is the outermost, "properties" what a resource mostly is. */
  keys: Record<string, string[]>;
  references: string[];
  calls: string[];
};

/** `inside` are the expressions in a string, each in brackets. */
type Token = { kind: "word" | "string" | "sign"; text: string; line: number; inside?: Token[] };

const kinds = ["param", "var", "resource", "output"] as const;

/** What the file declares, in order; throws with the line where a string or bracket is left open. */
export function parseBicep(source: string): Declaration[] {
  const tokens = tokenise(source);
  const starts = tokens.flatMap((token, at) => (isStart(tokens, at, token) ? [at] : []));
  return starts.map((start, index) => declaration(tokens.slice(start, starts[index + 1])));
}

function declaration(tokens: Token[]): Declaration {
  const [keyword, name, third] = tokens;
  const kind = kinds.find((one) => one === keyword?.text);
  if (!kind || !name) throw new Error(`Line ${keyword?.line}: not a declaration.`);
  const equals = tokens.findIndex((token) => token.text === "=");
  const value = equals < 0 ? [] : tokens.slice(equals + 1);
  const expressions = value.flatMap((token) => [token, ...(token.inside ?? [])]);
  const words = expressions.filter((token, at) => token.kind === "word" && isReference(expressions, at));
  const isCall = (token: Token) => expressions[expressions.indexOf(token) + 1]?.text === "(";
  return {
    kind,
    name: name.text,
    ...(kind === "resource" && third ? { type: third.text } : {}),
    optional: kind === "param" && equals > 0,
    keys: keysByPath(value),
    references: words.filter((token) => !isCall(token)).map((token) => token.text),
    calls: words.filter(isCall).map((token) => token.text),
  };
}

/** Neither a property of something, nor a key, nor a constant, nor the condition of a resource. */
function isReference(tokens: Token[], at: number): boolean {
  const before = tokens[at - 1]?.text;
  const isConstant = /^(true|false|null|if|\d+)$/.test(tokens[at]?.text ?? "");
  return before !== "." && before !== "@" && !isKey(tokens, at) && !isConstant;
}

/** A colon also stands between the halves of a choice, but there nothing begins on the word before it. */
function isKey(tokens: Token[], at: number): boolean {
  const [before, token, after] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  const begins = before?.text === "{" || before?.text === "," || before?.line !== token?.line;
  return token?.kind !== "sign" && after?.text === ":" && begins;
}

function keysByPath(tokens: Token[]): Record<string, string[]> {
  const keys: Record<string, string[]> = {};
  const path: string[] = [];
  let key = "";
  for (const [at, token] of tokens.entries()) {
    if (token.text === "{") path.push(key);
    else if (token.text === "}") key = path.pop() ?? "";
    else if (isKey(tokens, at)) {
      key = token.text;
      const place = path.slice(1).join(".");
      keys[place] = [...(keys[place] ?? []), key];
    }
  }
  return keys;
}

const isStart = (tokens: Token[], at: number, token: Token): boolean =>
  kinds.some((kind) => kind === token.text) &&
  token.line !== tokens[at - 1]?.line &&
  depthAt(tokens, at) === 0;

function depthAt(tokens: Token[], at: number): number {
  let depth = 0;
  for (const { kind, text } of tokens.slice(0, at)) {
    if (kind === "sign" && "({[".includes(text)) depth++;
    if (kind === "sign" && ")}]".includes(text)) depth--;
  }
  return depth;
}

function tokenise(source: string, firstLine = 1): Token[] {
  const pattern =
    /(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)|(?<word>\w+)|'(?<string>(?:\\.|\$\{(?:[^}']|'[^']*')*\}|[^'\\\n])*)'|(?<sign>[-{}()[\].,:?=!@+*<>&|])/gy;
  const tokens: Token[] = [];
  const open: Token[] = [];
  let line = firstLine;
  for (let at = 0; at < source.length; at = pattern.lastIndex) {
    const groups = pattern.exec(source)?.groups;
    if (!groups) throw new Error(`Line ${line}: ${source.slice(at, at + 20).split("\n")[0]} is not Bicep.`);
    if (groups.word) tokens.push({ kind: "word", text: groups.word, line });
    if (groups.string !== undefined) tokens.push(stringToken(groups.string, line));
    if (groups.sign) {
      const token: Token = { kind: "sign", text: groups.sign, line };
      matchBracket(token, open);
      tokens.push(token);
    }
    line += source.slice(at, pattern.lastIndex).split("\n").length - 1;
  }
  if (open[0]) throw new Error(`Line ${open[0].line}: ${open[0].text} is never closed.`);
  return tokens;
}

function stringToken(text: string, line: number): Token {
  const expressions = text.matchAll(/(?<!\\)\$\{((?:[^}']|'[^']*')*)\}/g);
  const inside = [...expressions].flatMap((match) => tokenise(`(${match[1]})`, line));
  return { kind: "string", text, line, inside };
}

function matchBracket(token: Token, open: Token[]): void {
  const pairs: Record<string, string> = { ")": "(", "}": "{", "]": "[" };
  if ("({[".includes(token.text)) open.push(token);
  const opening = pairs[token.text];
  if (opening && open.pop()?.text !== opening)
    throw new Error(`Line ${token.line}: ${token.text} closes nothing.`);
}
