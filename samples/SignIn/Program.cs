using SignIn;

const string Usage = """
    dotnet run --project samples/SignIn
        prints a URL; open it in a browser to sign in
    dotnet run --project samples/SignIn -- --auto
        opens the URL without a browser
    """;

switch (args)
{
    case []:
        return await Journey.RunAsync(isAutomatic: false);
    case ["--auto"]:
        return await Journey.RunAsync(isAutomatic: true);
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}
