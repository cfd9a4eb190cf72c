import { channelInput, type MeetingChoices, meetingInput } from "#features/forum/contract.ts";
import type { topicMeetings } from "#features/forum/meetings/meetings.ts";
import type { Access } from "#features/forum/members/access.ts";
import { fromAsked } from "#features/forum/reading/list-query.ts";
import type { Views } from "#features/forum/reading/topic-view.ts";
import { type Route, route } from "#platform/feature.ts";
import { placeView } from "#platform/sending/views.ts";
import type { Place } from "#platform/teams/turn.ts";
import type { Channels } from "./channels.ts";

type Ports = {
  access: Access;
  views: Views;
  channels: Channels;
  meetings: ReturnType<typeof topicMeetings>;
  places(tenantId: string): Promise<Place[]>;
};

const one = "/forum/topics/:id";

/** Topics in the network's channels, and on the agenda of its meetings. */
export function channelApi({ access, views, channels, meetings, places }: Ports): Route[] {
  return [
    route({
      method: "GET",
      path: "/forum/places",
      about: "The network's channels, where a topic can be posted.",
      role: "anyone",
      async handle({ person, locale }) {
        const { tenantId } = await access.mustBeMember(person);
        const known = (await places(tenantId)).map((place) => placeView(place, place.id, locale));
        return { places: known.toSorted((a, b) => (a.id < b.id ? -1 : 1)) };
      },
    }),
    route({
      method: "POST",
      path: `${one}/channels`,
      about: "Posts a topic in a channel of the network; what did not arrive there is sent again.",
      role: "anyone",
      input: channelInput,
      async handle({ person, params, query, input, locale }) {
        const viewer = await access.mustBeMember(person);
        const topic = await channels.post(viewer, params.id ?? "", input.placeId);
        return views.topic(viewer, topic, locale, fromAsked(query));
      },
    }),
    route({
      method: "GET",
      path: `${one}/meetings`,
      about: "The sessions ahead that the person may take the topic up at.",
      role: "anyone",
      async handle({ person, params }): Promise<MeetingChoices> {
        const viewer = await access.mustBeMember(person);
        return { meetings: await meetings.choices(viewer, person, params.id ?? "") };
      },
    }),
    route({
      method: "POST",
      path: `${one}/meetings`,
      about: "Puts the topic on a session's agenda, once.",
      role: "anyone",
      input: meetingInput,
      async handle({ person, params, query, input, token, locale }) {
        const viewer = await access.mustBeMember(person);
        const topic = await meetings.meet(viewer, person, params.id ?? "", input, token);
        return views.topic(viewer, topic, locale, fromAsked(query));
      },
    }),
  ];
}
