import { expect, test } from "vitest";
import { urlPathsIn } from "./project-files.ts";

test.for([
  ['const tab = new URL("../tab/dist", HERE).pathname;', 1],
  ['const tab = new URL(\n  "../tab",\n  HERE,\n)\n  .pathname.slice(1);', 1],
  ['const tab = decodeURIComponent(new URL(".", HERE).pathname);', 1],
  ["const folder = dirname(new URL(HERE).pathname);", 1],
  ['const { pathname } = new URL("..", HERE);', 1],
  ['const { pathname: tab, search } = new URL("..", HERE);', 1],
  ['const file = new URL("./a.ts", HERE);\nspawn(node, [file.pathname]);', 1],
  ['const file = new URL("./a.ts", HERE);\nconst { pathname } = file;', 1],
  ['const file = HERE.replace("file://", "");', 2],
  ["import(`file://${file}`);", 1],
  ["const named = (file: URL) => basename(file.pathname);", 1],
  ['const tab = fileURLToPath(new URL("../tab/dist", HERE));', 0],
  ["const folder = dirname(fileURLToPath(HERE));", 0],
  ['new Worker(new URL("./worker.ts", HERE), {});', 0],
  ['readFileSync(new URL(`./${"a".trim()}.json`, HERE), "utf8");', 0],
  ['run(`import { open } from ${JSON.stringify(new URL("./a.ts", HERE).href)}`);', 0],
  ['const cli = createRequire(HERE).resolve("azurite");', 0],
  ["const path = new URL(request.url).pathname;", 0],
] as const)("of the path of a file's URL in `%s`, %i are seen", ([text, count]) => {
  expect(urlPathsIn(text.replaceAll("HERE", ["import", "meta", "url"].join(".")))).toHaveLength(count);
});
