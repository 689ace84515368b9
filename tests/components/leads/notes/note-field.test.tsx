import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { NextIntlClientProvider } from "next-intl";
import { useState } from "react";
import { NoteField } from "@/components/leads/notes/note-field";
import { useMentions } from "@/components/leads/notes/use-mentions";
import messages from "@/lib/i18n/messages/en.json";
import { mentionableAction } from "@/lib/leads/notes/actions";
import { storedNote } from "@/lib/leads/notes/schema";

jest.mock("@/lib/leads/notes/actions", () => ({ mentionableAction: jest.fn() }));

const person = (id: string, name: string) => ({ id, name, label: name, jobTitle: "" });
const PEOPLE = [person("1", "Ana Ledesma"), person("2", "Anabel Ruiz"), person("3", "Íñigo Paz")];

const onSave = jest.fn<undefined, [string]>();
const onFiles = jest.fn();

function Writing() {
  const [text, setText] = useState("");
  const mentions = useMentions("lead");
  return (
    <NoteField
      label="Note"
      value={text}
      stored={storedNote(text, mentions.picked)}
      onChange={setText}
      mentions={mentions}
      onFiles={onFiles}
      onSave={() => onSave(storedNote(text, mentions.picked))}
    />
  );
}

beforeEach(() => {
  jest.mocked(mentionableAction).mockResolvedValue({ ok: true, data: PEOPLE });
  onSave.mockReset();
});

function write() {
  render(
    <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC">
      <Writing />
    </NextIntlClientProvider>,
  );
  return userEvent.setup();
}
const field = () => screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Note" });
const offered = () => screen.queryAllByRole("option").map(({ textContent }) => textContent);

test("people are offered by the beginning of a name, whatever its accents; arrows and Enter pick, and the note names them by id", async () => {
  const user = write();
  await user.type(field(), "Ask @an");
  expect(await screen.findAllByRole("option")).toHaveLength(2);
  await user.keyboard("{ArrowDown}{Enter}");
  expect(field()).toHaveValue("Ask @Anabel Ruiz ");
  await user.type(field(), "and @ini");
  expect(offered()).toStrictEqual(["ÍPÍñigo Paz"]);
  await user.keyboard("{Tab}{Control>}{Enter}{/Control}");
  expect(onSave).toHaveBeenCalledWith("Ask @{2} and @{3} ");
});

test("a press picks and leaves the field its focus", async () => {
  const user = write();
  await user.type(field(), "@ledes");
  await user.click(await screen.findByRole("option", { name: /Ana Ledesma/ }));
  expect(field()).toHaveValue("@Ana Ledesma ");
  expect(field()).toHaveFocus();
});

test("nobody is offered inside an address, nor after Escape; a name nobody picked is only text", async () => {
  const user = write();
  await user.type(field(), "mail ana@led");
  expect(offered()).toStrictEqual([]);
  await user.clear(field());
  await user.type(field(), "@ana");
  await screen.findAllByRole("option");
  await user.keyboard("{Escape}");
  expect(offered()).toStrictEqual([]);
  await user.keyboard(" Ledesma{Control>}{Enter}{/Control}");
  expect(onSave).toHaveBeenCalledWith("@ana Ledesma");
});

test("pasted files go up, pasted words into the note", async () => {
  const user = write();
  const photo = new File(["x"], "foto.png", { type: "image/png" });
  await user.click(field());
  await user.paste({ files: [photo] as unknown as FileList, getData: () => "" } as unknown as DataTransfer);
  expect(onFiles).toHaveBeenCalledWith([photo]);
  await user.paste("words");
  expect(field()).toHaveValue("words");
});
