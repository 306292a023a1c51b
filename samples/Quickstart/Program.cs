using Quickstart;

const string Usage = """
    dotnet run --project samples/Quickstart
        shows the whole workflow against a protected API that it starts itself; a second run finds its connection again
    dotnet run --project samples/Quickstart -- --fresh
        deletes the data of earlier runs and starts over
    dotnet run --project samples/Quickstart -- --openapi FILE_OR_URL --need "what the integration should do"
        plans an integration for your own document and prints the plan
    """;

switch (args)
{
    case []:
        return await Journey.RunAsync(SampleData.In(SampleData.DefaultFolder, fresh: false));
    case ["--fresh"]:
        return await Journey.RunAsync(SampleData.In(SampleData.DefaultFolder, fresh: true));
    case ["--data", var folder]:
        return await Journey.RunAsync(SampleData.In(folder, fresh: false));
    case ["--openapi", var document, "--need", var need]:
        return await Planning.RunAsync(document, need);
    case ["--need", var need, "--openapi", var document]:
        return await Planning.RunAsync(document, need);
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}
