import { describe, expect, test } from "vitest";
import { parseBicep } from "./bicep.ts";

describe("reading Bicep", () => {
  test("finds what is declared and what each refers to, inside strings too", () => {
    const [name, title, storage, host] = parseBicep(`
      @description('A param that nobody needs to give.')
      param name string = 'anna' // param ignored string
      var title = empty(name) ? fallback : '\${name}-\${toLower(suffix.text)}'
      resource storage 'Microsoft.Storage/storageAccounts@2026-04-01' = {
        name: title
        properties: {
          'a key': true
          minimumTlsVersion: 'TLS1_2'
        }
      }
      output host string = storage.properties.host
    `);

    expect(name).toMatchObject({ kind: "param", name: "name", optional: true, references: [] });
    expect(title).toMatchObject({
      references: ["name", "fallback", "name", "suffix"],
      calls: ["empty", "toLower"],
    });
    expect(storage).toMatchObject({
      type: "Microsoft.Storage/storageAccounts@2026-04-01",
      keys: { "": ["name", "properties"], properties: ["a key", "minimumTlsVersion"] },
      references: ["title"],
    });
    expect(host).toMatchObject({ kind: "output", name: "host", references: ["storage"] });
  });

  test.each([
    ["var open = {\n  name: 'anna'\n", "Line 1: { is never closed."],
    ["var wrong = {\n]", "Line 2: ] closes nothing."],
    ["var text = 'anna\n", "Line 1: 'anna is not Bicep."],
  ])("refuses %j", (source, sentence) => {
    expect(() => parseBicep(source)).toThrow(sentence);
  });
});
