import type { Feature } from "#platform/feature.ts";
import { type FindPorts, findingIn } from "./attendance/posted-session.ts";
import { listCard } from "./invitations/list-card.ts";
import { type AnswerPorts, answerActions } from "./invitations/rsvp-actions.ts";
import { type ComingPorts, comingFor } from "./invitations/upcoming.ts";
import { type QuestionPorts, questionDialogs } from "./questions/question-dialogs.ts";
import { type ReminderPorts, reminderActions, reminderDialogs } from "./reminders/reminder-actions.ts";

type ChatPorts = FindPorts & AnswerPorts & ComingPorts & QuestionPorts & ReminderPorts;

/** Coffee in chat: invitations answered, questions asked and voted for, reminders turned on and off. */
export function coffeeBot(ports: ChatPorts): Required<Pick<Feature, "commands" | "actions" | "dialogs">> {
  const { inkFor } = ports;
  const find = findingIn(ports);
  return {
    commands: {
      coffee: {
        words: "listWords",
        about: "listAbout",
        run: async (turn) => ({
          card: listCard(await comingFor(turn, ports), turn.place.scope, inkFor(turn.locale), inkFor),
        }),
      },
    },
    actions: { ...answerActions(ports, find), ...reminderActions(ports, find) },
    dialogs: { ...questionDialogs(ports, find), ...reminderDialogs(ports, find) },
  };
}
