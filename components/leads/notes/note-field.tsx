"use client";

import { useTranslations } from "next-intl";
import { useId, useLayoutEffect, useRef } from "react";
import { useOutcome } from "@/components/form/use-outcome";
import { filesIn } from "@/components/leads/files/file-buttons";
import { Avatar } from "@/components/ui/avatar";
import { optionClass, popupClass } from "@/components/ui/control";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { cn } from "@/lib/core/cn";
import { tooLongNote } from "@/lib/leads/notes/schema";
import type { useMentions } from "@/components/leads/notes/use-mentions";
import type { Mentionable } from "@/lib/leads/notes/schema";

type NoteFieldProps = {
  value: string;
  /** The same as it would be kept, whose length counts. */
  stored: string;
  onChange: (text: string) => void;
  mentions: ReturnType<typeof useMentions>;
  onSave: () => void;
  onCancel?: () => void;
  /** Pasted ones. */
  onFiles?: (files: File[]) => void;
  label: string;
  placeholder?: string;
  error?: string | null;
  autoFocus?: boolean;
  fieldRef?: React.RefObject<HTMLTextAreaElement | null>;
};

/** Where a note is written: after an @ it offers people, by keyboard and by thumb. */
export function NoteField({
  value,
  stored,
  onChange,
  mentions,
  onSave,
  onCancel,
  onFiles,
  fieldRef,
  ...shown
}: NoteFieldProps) {
  const t = useTranslations("lead.notes");
  const { fieldText } = useOutcome();
  const listId = useId();
  const own = useRef<HTMLTextAreaElement>(null);
  /** Where it goes once a name is in the text. */
  const caret = useRef<number | null>(null);
  const field = fieldRef ?? own;
  const { offered, active } = mentions;
  const isLong = tooLongNote(stored);
  const isOffering = offered.length > 0;
  const optionId = (index: number) => `${listId}-${index}`;

  function pick(person: Mentionable | undefined) {
    if (!person) return;
    const next = mentions.pick(value, person);
    onChange(next.text);
    caret.current = next.caret;
  }

  // As soon as the text is there, before anything more is typed.
  useLayoutEffect(() => {
    if (caret.current === null) return;
    field.current?.focus();
    field.current?.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  }, [field, value]);

  function press(event: React.KeyboardEvent<HTMLTextAreaElement>) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      onSave();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (isOffering && step !== undefined) mentions.setActive((active + step + offered.length) % offered.length);
    else if (isOffering && (event.key === "Enter" || event.key === "Tab")) pick(offered[active]);
    else if (isOffering && event.key === "Escape") mentions.dismiss();
    else {
      if (event.key === "Escape") onCancel?.();
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  const follow = ({ value: text, selectionStart }: HTMLTextAreaElement) => {
    mentions.follow(text, selectionStart);
  };

  return (
    <div className="relative">
      <Field label={shown.label} hideLabel error={isLong === undefined ? shown.error : fieldText(isLong)}>
        <Textarea
          ref={field}
          rows={2}
          value={value}
          placeholder={shown.placeholder}
          autoFocus={shown.autoFocus}
          className="max-h-96 min-h-14"
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-controls={isOffering ? listId : undefined}
          aria-activedescendant={isOffering ? optionId(active) : undefined}
          onChange={(event) => {
            onChange(event.currentTarget.value);
            follow(event.currentTarget);
          }}
          onSelect={(event) => {
            follow(event.currentTarget);
          }}
          onBlur={() => {
            mentions.dismiss();
          }}
          onPaste={(event) => {
            const files = filesIn(event.clipboardData);
            if (files.length === 0 || !onFiles) return;
            event.preventDefault();
            onFiles(files);
          }}
          onKeyDown={press}
        />
      </Field>
      {isOffering && (
        <ul
          id={listId}
          role="listbox"
          aria-label={t("people")}
          className={cn(popupClass, "absolute inset-x-0 top-full z-40 mt-1 max-w-sm p-1")}
        >
          {offered.map((person, index) => (
            <li
              key={person.id}
              id={optionId(index)}
              role="option"
              aria-selected={index === active}
              className={cn(optionClass, "cursor-pointer", index === active && "bg-hover")}
              onPointerDown={(event) => {
                // The field keeps the focus, and on a phone its keyboard.
                event.preventDefault();
              }}
              onClick={() => {
                pick(person);
              }}
            >
              <Avatar id={person.id} name={person.name} />
              <span className="min-w-0 flex-1 truncate">{person.label}</span>
              {person.jobTitle !== "" && (
                <span className="truncate text-xs text-muted-foreground">{person.jobTitle}</span>
              )}
            </li>
          ))}
        </ul>
      )}
      <p role="status" className="sr-only">
        {isOffering ? t("offered", { count: offered.length }) : ""}
      </p>
    </div>
  );
}
