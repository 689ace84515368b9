import { RoomWords } from "@/components/shell/room-words";

export default function TasksLayout({ children }: { children: React.ReactNode }) {
  return <RoomWords of={["tasks"]}>{children}</RoomWords>;
}
