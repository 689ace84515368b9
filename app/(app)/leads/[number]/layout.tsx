import { RoomWords } from "@/components/shell/room-words";

export default function LeadLayout({ children }: { children: React.ReactNode }) {
  return (
    <RoomWords of={["lead", "timeline", "spamMark", "duplicates", "tasks", "assignment", "sensitive"]}>
      {children}
    </RoomWords>
  );
}
