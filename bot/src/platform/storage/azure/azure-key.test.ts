import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeKey, encodeKey } from "./azure-key.ts";

/** Texts made of the characters that matter here, and of any others. */
const key = fc
  .array(
    fc.oneof(
      fc.constantFrom(...'!"#$%&./0123>?@[\\]}~ afz\u0000\u001f\u007f\u009f\u00a0'),
      fc.string({ unit: "grapheme" }),
    ),
  )
  .map((parts) => parts.join(""));

test("a key that Azure takes as it is stays readable, but for points and spaces", () => {
  expect(encodeKey("19:abc_d-e@thread;messageid=1")).toBe("19:abc_d-e@thread;messageid=1");
  expect(encodeKey("a.b c/d")).toBe("a.0b 2c.1d");
});

test("every key comes back, and holds nothing that Azure forbids", () => {
  fc.assert(
    fc.property(key, (text) => {
      expect(decodeKey(encodeKey(text))).toBe(text);
      expect(encodeKey(text)).not.toMatch(/[/\\#?%]|\p{Cc}/u);
    }),
  );
});

test("keys keep their order, and their beginnings", () => {
  fc.assert(
    fc.property(key, key, (one, other) => {
      expect(encodeKey(one) < encodeKey(other)).toBe(one < other);
      expect(encodeKey(one + other)).toBe(encodeKey(one) + encodeKey(other));
    }),
  );
});
