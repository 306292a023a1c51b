using Quickstart;

const string Usage = """
    dotnet run --project samples/Quickstart
        shows the whole idea against a protected API that it starts itself; run it again, and it finds its connection
    dotnet run --project samples/Quickstart -- --fresh
        forgets what earlier runs kept, and starts anew
    dotnet run --project samples/Quickstart -- --openapi FILE_OR_URL --need "what the integration shall do"
        plans an integration for a document of yours and prints the plan
    """;

switch (args)
{
    case []:
        return await Journey.RunAsync(KeptData.In(KeptData.UsualFolder, fresh: false));
    case ["--fresh"]:
        return await Journey.RunAsync(KeptData.In(KeptData.UsualFolder, fresh: true));
    case ["--data", var folder]:
        return await Journey.RunAsync(KeptData.In(folder, fresh: false));
    case ["--openapi", var document, "--need", var need]:
        return await Planning.RunAsync(document, need);
    case ["--need", var need, "--openapi", var document]:
        return await Planning.RunAsync(document, need);
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}
