import { Input } from "@/components/ui/input";

type DateInputProps = Omit<React.ComponentProps<typeof Input>, "type"> & { withTime?: boolean };

/** The browser's own picker: in the user's language, right on a phone. Values are `2026-11-23` or `2026-11-23T14:05`. */
export function DateInput({ withTime = false, ...props }: DateInputProps) {
  return <Input data-slot="date-input" type={withTime ? "datetime-local" : "date"} {...props} />;
}
