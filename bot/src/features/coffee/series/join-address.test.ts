import { expect, test } from "vitest";
import { leadsStraight } from "./join-address.ts";

test.for([
  "https://teams.microsoft.com/l/meetup-join/19%3ameeting_abc%40thread.v2/0?context=%7b%22Tid%22%3a%22x%22%7d",
  "https://teams.microsoft.com/meet/1234?p=a@b",
  "https://teams.live.com/meet/9876",
  "https://teams.cloud.microsoft/l/meetup-join/1",
  "https://gov.teams.microsoft.us/l/meetup-join/1",
  "https://kommunforbundet.zoom.us/j/123?pwd=a",
  "https://meet.google.com/abc-defg-hij",
  "https://sub.webex.com/meet/uffe",
  "https://meet.jit.si/KaffeMedUffe",
  "https://teams.example/kaffe-med-uffe",
  "https://möte.kommun.example:8443/kaffe",
  "https://video.kuntaliitto.fi/1#a@b",
])("%s leads straight", (address) => {
  expect(leadsStraight(address)).toBe(true);
});

test.for([
  "https://teams.microsoft.com@evil.example/",
  "https://teams.microsoft.com:443@evil.example/",
  "https://anna:hemlig@teams.microsoft.com/",
  "https://@evil.example/",
  "https://teams.microsoft.com%40evil.example/",
  "https://teams.microsoft.com\\@evil.example/",
  "https:\\\\evil.example/",
  "https:evil.example/",
  "http://teams.microsoft.com/",
  "https://teams.microsoft.com.evil.example/",
  "https://teams-microsoft-com.evil.example/",
  "https://teams.microsoft.com-join.example/",
  "https://evil.example.teams-microsoft.com/",
  "https://teams.rnicrosoft.com/",
  "https://teams.m1crosoft.com/",
  "https://teams.micros0ft.com/",
  "https://teamsmicrosoft.com/",
  "https://microsoft-teams.example/",
  "https://teams.microsoft.co/",
  "https://zoom.us.evil.example/",
  "https://myzoom.us/",
  "https://z00m.us/",
  "https://meet-google-com.example/",
  "https://teаms.microsoft.com/",
  "https://teams.microsоft.com/",
  "https://xn--tems-m5d.microsoft.com/",
  "https://ｔｅａｍｓ.microsoft.com/",
  "https://teams。microsoft。com/",
  "https://192.0.2.1/",
  "https://3221225985/",
  "https://0xc0.0.2.1/",
  "https://[2001:db8::1]/",
  "https://localhost/",
  "https://te\tams.microsoft.com/",
  "javascript:alert(1)",
  "",
])("%s does not", (address) => {
  expect(leadsStraight(address)).toBe(false);
});
