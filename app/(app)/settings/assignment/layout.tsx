import { RoomWords } from "@/components/shell/room-words";

export default function AssignmentLayout({ children }: { children: React.ReactNode }) {
  return <RoomWords of={["assignment", "rules", "condition"]}>{children}</RoomWords>;
}
