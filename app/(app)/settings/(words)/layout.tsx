import { RoomWords } from "@/components/shell/room-words";

export default function WordsLayout({ children }: { children: React.ReactNode }) {
  return <RoomWords of={["vocabulary", "customFields", "words"]}>{children}</RoomWords>;
}
