using System.Reflection;
using Versori.Connectors.Authentication;
using Versori.Connectors.Tool.Engine;

namespace Versori.Connectors.Tool.Commands.Starting;

/// <summary>
/// The files of a host to start from. It connects with a credential from environment variables. The files are those of
/// the template for <c>dotnet new</c>, which is the host of <see cref="Example"/>.
/// </summary>
internal static class StarterProject
{
    /// <summary>The definition in the template.</summary>
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
        var before = StarterValues.Of(Example, Example.AuthMethods[0], Fields(Example.AuthMethods[0], engine));
        var after = StarterValues.Of(definition, method, Fields(method, engine));
        return
        [
            ($"{name}.csproj", TemplateFiles.Read($"{TemplateFiles.ProjectName}.csproj").With("VERSION", Version)),
            ("Program.cs", TemplateFiles.Read("Program.cs").With(before.Credential, after.Credential)),
            ("connector.json", $"{definition.ToJson()}\n"),
            ("README.md", TemplateFiles.Read("README.md")
                .With(before.Variables, after.Variables)
                .With($"# {TemplateFiles.ProjectName}\n", $"# {name}\n")
                .With($"Connects to {before.Title} ", $"Connects to {after.Title} ")),
            (".gitignore", TemplateFiles.Read(".gitignore")),
        ];
    }

    private static List<string> Fields(AuthMethod? method, LocalEngine engine)
    {
        if (method is null or NoAuth) return [];
        var fields = engine.Get<AuthMethodHandlers>().For(method).Fields(method, CredentialKind.Fields);
        return [.. fields.Where(field => field.Required).Select(field => field.Name)];
    }
}
