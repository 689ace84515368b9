// Loaded into the Next server before its own code: ends it in an orderly way when the start script is gone, even by
// kill -9; else the port stays taken.
process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
