import { expect, test } from "vitest";
import { activitySchema } from "./activity.ts";
import { commandIn, isToBot } from "./message-text.ts";

const botId = "28:bot";
type Mention = { id: string; text?: string; name?: string };
const bot: Mention = { id: botId, text: "<at>Kommunpuls</at>", name: "Kommunpuls" };
const bo: Mention = { id: "29:bo", text: "<at>Bo Berg</at>", name: "Bo Berg" };

const activity = (text: string, mentions: Mention[]) =>
  activitySchema.parse({
    type: "message",
    channelId: "msteams",
    serviceUrl: "",
    from: { id: "29:anna" },
    recipient: { id: botId },
    conversation: { id: "19:a" },
    text,
    entities: mentions.map(({ id, text, name }) => ({ type: "mention", text, mentioned: { id, name } })),
  });

test.for<[string, Mention[], string]>([
  ["<at>Kommunpuls</at> enkäter <at>Bo Berg</at>", [bot, bo], "enkäter"],
  ["<at>Bo Berg</at> <at>Kommunpuls</at>&nbsp;enkäter", [bo, bot], "enkäter"],
  ["enkäter <at>Kommunpuls</at>", [bot], "enkäter"],
  ['<at id="0">Kommunpuls</at> enkäter', [bot], "enkäter"],
  ["<at>Kommunpuls</at> enkäter", [{ id: botId }], "enkäter"],
  [
    "<at>Kommun</at> <at>puls</at> enkäter",
    [
      { ...bot, text: "<at>Kommun</at>" },
      { ...bot, text: "<at>puls</at>" },
    ],
    "enkäter",
  ],
  ["<at>Kommun</at>&nbsp;<at>puls</at> enkäter", [bot], "enkäter"],
  ["<at>Puls &amp; kaffe</at> enkäter", [{ ...bot, text: "<at>Puls & kaffe</at>" }], "enkäter"],
  ["&lt;at&gt;Kommunpuls&lt;/at&gt; enkäter", [bot], "enkäter"],
  ["Kommunpuls enkäter", [{ ...bot, text: "Kommunpuls" }], "enkäter"],
  ["<p><at>Kommunpuls</at></p>\r\n<p>enkäter</p>", [bot], "enkäter"],
  ["<at>Kommunpuls</at>\u200b enka\u0308ter", [bot], "enka\u0308ter"],
  ["<at>Kommunpuls</at> term j&#228;v", [bot], "term jäv"],
  ["<at>Kommunpuls</at> term j&#xE4;v", [bot], "term jäv"],
  ["<at>Kommunpuls</at> term j&auml;v &amp; s&aring;", [bot], "term jäv & så"],
  ["<at>Kommunpuls</at> term &#99999999; &unknown;", [bot], "term &#99999999; &unknown;"],
  ["term kommun", [], "term kommun"],
])("%s asks for what is beside the mentions", ([text, mentions, words]) => {
  expect(commandIn(activity(text, mentions))).toBe(words);
});

test("it is the id that tells whose mention it is, not the name", () => {
  expect(isToBot(activity("<at>Kommunpuls</at> hej", [{ ...bot, id: "28:another" }]))).toBe(false);
  expect(isToBot(activity("<at>Något annat</at> hej", [{ ...bot, text: "<at>Något annat</at>" }]))).toBe(
    true,
  );
});
