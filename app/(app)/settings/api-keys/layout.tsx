import { RoomWords } from "@/components/shell/room-words";

export default function ApiKeysLayout({ children }: { children: React.ReactNode }) {
  return <RoomWords of={["apiKeys", "sensitive"]}>{children}</RoomWords>;
}
