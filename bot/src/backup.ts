import { sayAndExit } from "./fatal.ts";
import { backUp } from "./platform/storage/sqlite/backup.ts";

/* npm run backup -- <folder for the copy> [<data folder>] */

const [to, from = ".data"] = process.argv.slice(2);

try {
  if (to === undefined)
    throw new Error("Name a folder for the copy: npm run backup -- <folder> [<data folder>]");
  backUp(from, to);
  console.log(
    `Copied ${from} to ${to}. It holds the keys of open surveys: keep it from others, and not for long.`,
  );
} catch (error) {
  sayAndExit(error);
}
