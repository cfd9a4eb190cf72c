import { readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type HttpApp, httpApp } from "./e2e/harness/http-app.ts";

/*
 * What Teams sends, through the app's door: captured in the Playground, or written after Teams' documentation and the
 * recordings of its SDKs. Of each the status that Teams gets, and how many messages are posted.
 */

const folder = join(import.meta.dirname, "activities");
const expected: Record<string, readonly [status: number, posts: number]> = {
  "card-sent-to-bot": [200, 0],
  "external-press-shared-channel": [200, 0],
  "guest-press-channel": [200, 0],
  "playground-act": [200, 0],
  "playground-act-sent-in": [200, 0],
  "playground-channel-renamed": [200, 0],
  "playground-installed-channel": [200, 1],
  "playground-installed-group": [200, 1],
  "playground-installed-personal": [200, 1],
  "playground-link": [200, 0],
  "playground-look-up": [200, 0],
  "playground-member-added-channel": [200, 0],
  "playground-member-added-group": [200, 0],
  "playground-member-added-personal": [200, 0],
  "playground-message-channel": [200, 1],
  "playground-message-group": [200, 1],
  "playground-message-personal": [200, 1],
  "playground-press-channel": [200, 0],
  "playground-press-group": [200, 0],
  "playground-press-personal": [200, 0],
  "playground-removed-channel": [200, 0],
  "playground-team-renamed": [200, 0],
  "teams-act-from-compose": [200, 0],
  "teams-act-on-deleted-author": [200, 0],
  "teams-act-on-message": [200, 0],
  "teams-act-unknown": [200, 0],
  "teams-bot-added-personal-without-tenant": [200, 0],
  "teams-bot-added-to-team": [200, 0],
  "teams-bot-removed-from-team": [200, 0],
  "teams-channel-created": [200, 0],
  "teams-channel-deleted": [200, 0],
  "teams-channel-member-added-bot": [200, 0],
  "teams-channel-member-added-person": [200, 0],
  "teams-channel-member-removed-bot": [200, 0],
  "teams-channel-renamed": [200, 0],
  "teams-channel-renamed-without-tenant": [200, 0],
  "teams-channel-restored": [200, 0],
  "teams-channel-shared": [200, 0],
  "teams-channel-unshared": [200, 0],
  "teams-dialog-closed-without-data": [501, 0],
  "teams-dialog-data-is-text": [501, 0],
  "teams-dialog-unknown": [200, 0],
  "teams-dialog-unknown-survey": [200, 0],
  "teams-edited-channel": [200, 0],
  "teams-edited-personal": [200, 0],
  "teams-end-of-conversation": [200, 0],
  "teams-event-to-come": [200, 0],
  "teams-file-personal": [200, 0],
  "teams-installed-group": [200, 1],
  "teams-installed-meeting": [200, 1],
  "teams-installed-personal": [200, 1],
  "teams-installed-team": [200, 1],
  "teams-invoke-actionablemessage-executeaction": [501, 0],
  "teams-invoke-application-search": [501, 0],
  "teams-invoke-config-fetch": [501, 0],
  "teams-invoke-config-submit": [501, 0],
  "teams-invoke-extension-oncardbuttonclicked": [501, 0],
  "teams-invoke-extension-querysettingurl": [501, 0],
  "teams-invoke-extension-selectitem": [501, 0],
  "teams-invoke-extension-setting": [501, 0],
  "teams-invoke-fileconsent-invoke": [501, 0],
  "teams-invoke-handoff-action": [501, 0],
  "teams-invoke-message-fetchtask": [501, 0],
  "teams-invoke-message-submitaction": [501, 0],
  "teams-invoke-signin-failure": [501, 0],
  "teams-invoke-signin-tokenexchange": [501, 0],
  "teams-invoke-signin-verifystate": [501, 0],
  "teams-invoke-suggestedactions-submit": [501, 0],
  "teams-invoke-tab-fetch": [501, 0],
  "teams-invoke-tab-submit": [501, 0],
  "teams-invoke-without-name": [501, 0],
  "teams-link-of-others": [200, 0],
  "teams-link-pasted": [200, 0],
  "teams-link-pasted-anonymously": [200, 0],
  "teams-link-pasted-redacted": [200, 0],
  "teams-link-unknown-survey": [200, 0],
  "teams-look-up-after-sign-in": [200, 0],
  "teams-look-up-chat": [200, 0],
  "teams-look-up-command-box": [200, 0],
  "teams-look-up-first-run": [200, 0],
  "teams-look-up-in-outlook": [401, 0],
  "teams-look-up-next-page": [200, 0],
  "teams-look-up-typed": [200, 0],
  "teams-look-up-unknown": [200, 0],
  "teams-look-up-where-bot-is-not": [200, 0],
  "teams-look-up-without-command": [501, 0],
  "teams-meeting-ended": [200, 0],
  "teams-meeting-joined": [200, 0],
  "teams-meeting-left": [200, 0],
  "teams-meeting-started": [200, 0],
  "teams-mention-anonymous-meeting": [200, 1],
  "teams-mention-html": [200, 1],
  "teams-mention-of-others": [200, 0],
  "teams-mention-split": [200, 1],
  "teams-mention-with-person": [200, 1],
  "teams-mention-with-tag": [200, 1],
  "teams-person-added-to-group": [200, 0],
  "teams-picture-personal": [200, 0],
  "teams-press-anonymous": [200, 0],
  "teams-press-beside-meeting": [200, 0],
  "teams-press-from-outlook": [401, 0],
  "teams-press-from-phone": [200, 0],
  "teams-press-government-cloud": [401, 0],
  "teams-press-help": [200, 0],
  "teams-press-unknown": [200, 0],
  "teams-press-with-sign-in": [200, 0],
  "teams-press-without-verb": [501, 0],
  "teams-reaction-added": [200, 0],
  "teams-reaction-removed": [200, 0],
  "teams-read-receipt": [200, 0],
  "teams-refresh-unknown-survey": [200, 0],
  "teams-removed-channel": [200, 0],
  "teams-removed-personal": [200, 0],
  "teams-removed-team-upgrade": [200, 0],
  "teams-said-by-bot": [200, 0],
  "teams-said-by-webhook": [200, 0],
  "teams-said-channel": [200, 0],
  "teams-said-channel-without-mention": [200, 0],
  "teams-said-group-without-mention": [200, 0],
  "teams-said-personal-phone": [200, 1],
  "teams-service-url-with-tenant": [200, 1],
  "teams-submit-action-just-installed": [501, 0],
  "teams-submit-action-preview": [501, 0],
  "teams-submit-action-without-verb": [501, 0],
  "teams-submit-channel": [200, 0],
  "teams-submit-dialog": [200, 0],
  "teams-submit-personal": [200, 0],
  "teams-team-archived": [200, 0],
  "teams-team-deleted": [200, 0],
  "teams-team-hard-deleted": [200, 0],
  "teams-team-member-removed": [200, 0],
  "teams-team-renamed": [200, 0],
  "teams-team-restored": [200, 0],
  "teams-team-unarchived": [200, 0],
  "teams-typing": [200, 0],
  "teams-undeleted-channel": [200, 0],
  "teams-upgraded-personal": [200, 1],
};

let app: HttpApp;
beforeAll(async () => {
  app = await httpApp();
});
afterAll(() => app.close());

test("every payload is tried", async () => {
  const files = (await readdir(folder)).map((file) => file.replace(/\.json$/, ""));

  expect(files.toSorted()).toEqual(Object.keys(expected).toSorted());
});

test.for(Object.entries(expected))("%s is answered %o", async ([name, [status, posts]]) => {
  const activity = JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8"));
  const serviceUrl = activity.serviceUrl.replace(
    /^(https:\/\/smba\.trafficmanager\.net\/emea\/|http:\/\/localhost:\d+\/_connector)/,
    app.teams.serviceUrl,
  );
  const before = app.teams.posted().length;
  const bugs = () => app.logged.filter((line) => line.includes('"bug"'));

  const answered = await app.post(
    { ...activity, serviceUrl },
    await app.teams.authorization({ serviceurl: serviceUrl }),
  );

  expect(answered.status).toBe(status);
  expect(app.teams.posted().length - before).toBe(posts);
  expect(bugs()).toEqual([]);
  if (activity.name === "adaptiveCard/action" && status === 200)
    expect(JSON.parse(answered.text)).toMatchObject({ statusCode: 200, type: expect.any(String) });
});
