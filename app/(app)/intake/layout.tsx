import { RoomWords } from "@/components/shell/room-words";

export default function IntakeLayout({ children }: { children: React.ReactNode }) {
  return (
    <RoomWords of={["intake", "imports", "rules", "inbox", "proof", "spam", "spamMark", "watch", "condition"]}>
      {children}
    </RoomWords>
  );
}
