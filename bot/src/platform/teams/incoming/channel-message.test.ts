import { expect, test } from "vitest";
import type { Activity } from "./activity.ts";
import { saidIn } from "./channel-message.ts";

test("what was said is read when somebody wants to know it, and once", () => {
  let reads = 0;
  const html = {
    contentType: "text/html",
    get content() {
      reads++;
      return "<p>Hej <b>alla</b></p>";
    },
  };
  const activity: Activity = {
    type: "message",
    id: "1799391700456",
    channelId: "msteams",
    serviceUrl: "https://smba.example",
    from: { id: "29:anna" },
    recipient: { id: "28:bot" },
    conversation: { id: "19:natverk@thread.tacv2;messageid=1799391600123" },
    attachments: [html],
  };

  const said = saidIn(activity);
  expect(said).toBeDefined();
  expect(reads).toBe(0);

  expect([said?.text, said?.text]).toEqual(["Hej **alla**", "Hej **alla**"]);
  expect(reads).toBe(1);
  expect(JSON.parse(JSON.stringify(said))).toMatchObject({ text: "Hej **alla**" });
});
