import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { chosenBrowser, unpacked } from "./chromium.ts";

const mac = { platform: "darwin", arch: "arm64" };

test("CHROME names another browser by its path, on any machine", async () => {
  expect(await chosenBrowser({ CHROME: process.execPath }, mac)).toMatchObject({
    executablePath: process.execPath,
  });
});

test.for(["chrome", "msedge", "chrome-beta"])("%s is looked for in its usual place", async (name) => {
  const choice = await chosenBrowser({ CHROME: name }, mac);

  expect(choice).toMatchObject({ channel: name });
  expect(choice).not.toHaveProperty("executablePath");
});

test("a browser that is not where CHROME says is told in one sentence", async () => {
  await expect(chosenBrowser({ CHROME: "/nowhere/chrome" })).rejects.toThrow(
    /^CHROME names \/nowhere\/chrome, which is not there\. It takes the path of a Chrome/,
  );
});

test.for([mac, { platform: "win32", arch: "x64" }, { platform: "linux", arch: "arm64" }])(
  "on $platform $arch one is told to name a browser",
  async (machine) => {
    await expect(chosenBrowser({ CHROME: " " }, machine)).rejects.toThrow(
      `runs on Linux x64 alone, and this is ${machine.platform} ${machine.arch}: set CHROME. It takes the path`,
    );
  },
);

test("of two that unpack the packages' browser at once, both get the whole of the first, and nothing else is left", async () => {
  const cache = mkdtempSync(join(tmpdir(), "kommunpuls-chromium-"));
  onTestFinished(() => rmSync(cache, { recursive: true }));
  const unpacking = (part: string, whole: Promise<void>) => async (folder: string) => {
    writeFileSync(join(folder, "chromium"), part);
    await whole;
    appendFileSync(join(folder, "chromium"), " whole");
  };
  const slow = Promise.withResolvers<void>();

  const second = unpacked(cache, unpacking("second", slow.promise));
  const first = await unpacked(cache, unpacking("first", Promise.resolve()));
  expect(readFileSync(first, "utf8")).toBe("first whole");
  slow.resolve();

  expect(await second).toBe(first);
  expect(readFileSync(first, "utf8")).toBe("first whole");
  expect(readdirSync(cache)).toHaveLength(1);
});

test("an unpacking that fails is told, leaves nothing, and is begun again", async () => {
  const cache = mkdtempSync(join(tmpdir(), "kommunpuls-chromium-"));
  onTestFinished(() => rmSync(cache, { recursive: true }));
  const broken = async (folder: string) => {
    writeFileSync(join(folder, "chromium"), "half");
    throw new Error("The disk is full.");
  };

  await expect(unpacked(cache, broken)).rejects.toThrow("The disk is full.");
  expect(readdirSync(cache)).toEqual([]);
  const path = await unpacked(cache, async (folder) => writeFileSync(join(folder, "chromium"), "whole"));

  expect(readFileSync(path, "utf8")).toBe("whole");
});
