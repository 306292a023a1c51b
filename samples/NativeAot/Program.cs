using NativeAot;

// The same program runs on the runtime and compiled ahead of time. Both must print the same.
return await Journey.RunAsync(Definitions.Read()) ? 0 : 1;
