using Versori.Connectors.Examples;

// Makes the arguments of every endpoint of a folder of documents, and sends its request with a connection. Writes
// a table, and each problem. With a second argument, writes all arguments to a file, for other validators.
if (args.Length == 0)
{
    await Console.Error.WriteLineAsync("Usage: FOLDER [FILE]");
    return 2;
}

using var dump = args.Length > 1 ? new StreamWriter(args[1]) : null;
var total = new Tally("total");
Console.WriteLine(Tally.Header);
foreach (var file in Directory.EnumerateFiles(args[0]).Where(DocumentRun.IsDocument).Order(StringComparer.Ordinal))
{
    var run = new DocumentRun(file, dump);
    var tally = await run.RunAsync();
    total.Add(tally);
    Console.WriteLine(tally);
    foreach (var problem in run.Problems.Take(20)) Console.WriteLine($"    {problem}");
}

Console.WriteLine(total);
return total.Untyped == 0 ? 0 : 1;
