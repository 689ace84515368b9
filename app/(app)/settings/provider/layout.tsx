import { RoomWords } from "@/components/shell/room-words";

export default function ProviderLayout({ children }: { children: React.ReactNode }) {
  return <RoomWords of={["provider", "groupRules", "rules"]}>{children}</RoomWords>;
}
