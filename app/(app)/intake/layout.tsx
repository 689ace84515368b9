import { RoomWords } from "@/components/shell/room-words";

export default function IntakeLayout({ children }: { children: React.ReactNode }) {
  return (
    <RoomWords of={["intake", "imports", "rules", "inbox", "proof", "spam", "watch", "condition"]}>
      {children}
    </RoomWords>
  );
}
