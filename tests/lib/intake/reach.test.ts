import { obstacleTo } from "@/lib/intake/sources/reach";

test.each([
  ["http://localhost:3000/a", "loopback"],
  ["http://127.8.9.1/a", "loopback"],
  ["http://[::1]:3000/a", "loopback"],
  ["http://0.0.0.0:3000/a", "loopback"],
  ["http://192.168.1.20:3000/a", "private"],
  ["https://10.0.0.7/a", "private"],
  ["https://172.31.255.1/a", "private"],
  ["https://100.100.1.1/a", "private"],
  ["http://[fd12::7]/a", "private"],
  ["http://server:3000/a", "private"],
  ["https://leads.intranet./a", "private"],
  ["https://leads.lan/a", "private"],
  ["https://leads.example.com:3000/a", "port"],
  ["http://leads.example.com:3000/a", "port"],
  ["http://leads.example.com/a", "plain"],
  ["http://leads.example.com:8080/a", "plain"],
])("a website can't simply send to %s: %s", (address, obstacle) => {
  expect(obstacleTo(address)).toBe(obstacle);
});

test.each([
  "https://leads.example.com/a",
  "https://leads.example.com:8080/a",
  "https://172.32.0.1/a",
  "https://8.8.8.8/a",
  "https://[2001:db8::1]/a",
  "https://locallan.example/a",
])("nothing is known against %s", (address) => {
  expect(obstacleTo(address)).toBeNull();
});
