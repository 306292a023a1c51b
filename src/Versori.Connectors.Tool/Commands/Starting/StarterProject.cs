using System.Reflection;
using Versori.Connectors.Authentication;
using Versori.Connectors.Tool.Engine;

namespace Versori.Connectors.Tool.Commands.Starting;

/// <summary>The files of a host to start from. It connects with a credential from environment variables.</summary>
internal static class StarterProject
{
    /// <summary>The definition of a host that is to be given another.</summary>
    public static ConnectorDefinition Example { get; } =
        ConnectorDefinition.Create("example", "Example", "https://api.example.com")
            .Auth(new BearerAuth())
            .Get("/items", "listItems")
            .CheckWith("listItems")
            .Build();

    private static string Version =>
        typeof(StarterProject).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion.Split('+')[0];

    public static bool IsName(string name) =>
        name.Length is > 0 and <= 100
        && char.IsAsciiLetter(name[0])
        && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-' or '.');

    public static IReadOnlyList<(string Name, string Text)> Create(
        string name, ConnectorDefinition definition, AuthMethod? method, LocalEngine engine)
    {
        var fields = Fields(method, engine);
        var prefix = string.Concat(
            definition.Id.Value.Select(character => char.IsAsciiLetterOrDigit(character) ? character : '_'))
            .ToUpperInvariant();
        if (char.IsAsciiDigit(prefix[0])) prefix = $"_{prefix}";
        var variables = fields.ToDictionary(
            field => field, field => $"{prefix}_{UpperSnake(field)}", StringComparer.Ordinal);
        var inputs = definition.Inputs.Where(input => input.Required && input.Default is null)
            .ToDictionary(input => input.Name, input => $"{prefix}_{UpperSnake(input.Name)}", StringComparer.Ordinal);
        return
        [
            ($"{name}.csproj", Project()),
            ("Program.cs", Program(method, variables, inputs)),
            ("connector.json", definition.ToJson()),
            ("README.md", Readme(name, definition, [.. variables.Values, .. inputs.Values])),
            (".gitignore", "bin/\nobj/\nconnectors.db*\n"),
        ];
    }

    private static List<string> Fields(AuthMethod? method, LocalEngine engine)
    {
        if (method is null or NoAuth) return [];
        var fields = engine.Get<AuthMethodHandlers>().For(method).Fields(method, CredentialKind.Fields);
        return [.. fields.Where(field => field.Required).Select(field => field.Name)];
    }

    private static string UpperSnake(string name) => string.Concat(name.Select((character, at) =>
        !char.IsAsciiLetterOrDigit(character) ? "_"
        : char.IsAsciiLetterUpper(character) && at > 0 ? $"_{character}"
        : char.ToUpperInvariant(character).ToString()));

    private static string Project() => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Versori.Connectors" Version="{Version}" />
            <PackageReference Include="Versori.Connectors.EntityFrameworkCore.Sqlite" Version="{Version}" />
            <Content Include="connector.json" CopyToOutputDirectory="PreserveNewest" />
          </ItemGroup>
        </Project>

        """;

    private static string Program(
        AuthMethod? method, Dictionary<string, string> variables, Dictionary<string, string> inputs)
    {
        var credential = method is null or NoAuth
            ? "Credential.None"
            : $"Credential.For({Literal(method.Id)}, {Map(variables)})";
        var ofInputs = inputs.Count == 0 ? "" : $"\n    Inputs = {Map(inputs)},";
        return $$"""
            using Microsoft.Extensions.DependencyInjection;
            using Versori.Connectors;

            var services = new ServiceCollection();
            services.AddVersoriConnectors().UseSqlite("connectors.db");
            await using var provider = services.BuildServiceProvider();
            var catalog = provider.GetRequiredService<IConnectorCatalog>();
            var connections = provider.GetRequiredService<IConnections>();

            // The connector is created once. Later changes of connector.json are published as new versions.
            var path = Path.Combine(AppContext.BaseDirectory, "connector.json");
            var definition = ConnectorDefinition.Parse(await File.ReadAllTextAsync(path));
            var connector = await catalog.FindAsync(definition.Id);
            if (connector?.Definition is not { } published || !DefinitionDiff.Between(published, definition).IsEmpty)
            {
                await catalog.SaveDraftAsync(definition);
                await catalog.PublishAsync(definition.Id);
            }

            // Connected once: the next run finds the connection again.
            var connection = await connections.ConnectAsync(new ConnectRequest
            {
                ConnectorId = definition.Id,
                Name = "main",
                Credential = {{credential}},{{ofInputs}}
                CheckCredential = false,
                WhenNameTaken = NameTakenBehavior.Keep,
            });

            // Base address and authentication are applied to every request of this client.
            using var client = provider.GetRequiredService<IConnectorClientFactory>().CreateClient(connection.Id);
            Console.WriteLine($"{connection.Name} of {definition.Title}: {connection.Status}, {client.BaseAddress}");

            // Calls the endpoints that only read, and compares the responses with the definition.
            if (definition.Endpoints.Count > 0)
            {
                var tester = provider.GetRequiredService<IEndpointTester>();
                Console.WriteLine((await tester.TestAllAsync(connection.Id)).ToTable());
            }

            static string Variable(string name) => Environment.GetEnvironmentVariable(name)
                ?? throw new InvalidOperationException($"Set the environment variable {name}.");

            """;
    }

    private static string Map(Dictionary<string, string> variables) =>
        $"new Dictionary<string, string> {{ "
        + string.Join(", ", variables.Select(pair => $"[{Literal(pair.Key)}] = Variable({Literal(pair.Value)})"))
        + " }";

    // Names come from documents. They are written so that they cannot end the text.
    private static string Literal(string text) => "\""
        + string.Concat(text.Select(character =>
            character < 128 && !char.IsControl(character) && character is not ('"' or '\\')
                ? character.ToString()
                : $"\\u{(int)character:X4}"))
        + "\"";

    private static string Readme(string name, ConnectorDefinition definition, IReadOnlyList<string> variables)
    {
        var list = variables.Count == 0 ? "None." : string.Join('\n', variables.Select(variable => $"- `{variable}`"));
        return $"""
            # {name}

            Connects to {Output.TerminalText.Short(definition.Title, 100)} and calls the endpoints of `connector.json`.

                dotnet run

            Environment variables that it reads when it connects for the first time:

            {list}

            `connector.json` is checked with `versori-connectors validate connector.json`, and tested with
            `versori-connectors test connector.json`. The connection and its encrypted secrets are in `connectors.db`.

            """;
    }
}
