using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Tests.Conventions;

/// <summary>Names use the terms of the standards, see <see cref="BannedWords"/>.</summary>
public sealed partial class NamingTests
{
    private static readonly Type[] JsonRoots =
    [
        typeof(ConnectorDefinition), typeof(Connector), typeof(ConnectionTemplate), typeof(Connection), typeof(Binding),
        typeof(PendingSignIn), typeof(IntegrationPlan),
    ];

    [Fact]
    public void Public_names_use_the_terms_of_the_standards()
    {
        var files = Directory.GetFiles(
            Path.Combine(SourceTree.Root, "src"), "PublicAPI.*.txt", SearchOption.AllDirectories);
        var names = files.SelectMany(File.ReadLines)
            .Where(line => !line.StartsWith('#')).SelectMany(PublicNames).Distinct();

        Convention.Holds(names.SelectMany(BannedWords.In).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Internal_types_use_the_terms_of_the_standards()
    {
        var names = SourceFiles.WrittenByHandIn("src").SelectMany(File.ReadLines)
            .SelectMany(line => TypeName().Matches(line)).Select(match => match.Groups[1].Value).Distinct();

        Convention.Holds(names.SelectMany(BannedWords.In).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Namespaces_and_folders_use_the_terms_of_the_standards()
    {
        var folders = SourceFiles.WrittenByHandIn("src")
            .Select(file => SourceFiles.Relative(Path.GetDirectoryName(file)!)).Distinct();

        Convention.Holds(folders.SelectMany(BannedWords.In).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Json_uses_the_terms_of_the_standards()
    {
        var found = new HashSet<Type>();
        var names = JsonRoots.SelectMany(root => JsonNames(root, found)).ToList();

        Assert.NotEmpty(names);
        Convention.Holds(names.SelectMany(BannedWords.In).Distinct().Order(StringComparer.Ordinal));
    }

    // 'Versori.Connectors.Owner.Parse(string! s) -> Versori.Connectors.Owner' has the name before the arrow, and
    // parameters.
    private static IEnumerable<string> PublicNames(string line)
    {
        var declaration = line.Split(" -> ")[0];
        var name = QualifiedName().Match(declaration).Value;
        var owner = name.Split('.')
            .FirstOrDefault(part => part.Length > 0 && BannedWords.Exempt.Any(word => part.Contains(word)));
        return owner is not null
            ? []
            : ParameterName().Matches(declaration).Select(match => match.Groups[1].Value).Prepend(name);
    }

    private static IEnumerable<string> JsonNames(Type type, HashSet<Type> found)
    {
        if (!found.Add(type)) return [];
        if (type.IsEnum)
            return Enum.GetValues(type).Cast<object>().Select(value => $"{type.Name}.{EnumText(value, type)}");
        if (Nullable.GetUnderlyingType(type) is { } underlying) return JsonNames(underlying, found);
        var info = ConnectorJson.Options.GetTypeInfo(type);
        var derived = info.PolymorphismOptions?.DerivedTypes.ToList() ?? [];
        return info.Kind == JsonTypeInfoKind.Object
            ? info.Properties.Select(property => $"{type.Name}.{property.Name}")
                .Concat(info.Properties.SelectMany(property => JsonNames(property.PropertyType, found)))
                .Concat(derived.Select(item => $"{item.DerivedType.Name}.{item.TypeDiscriminator}"))
                .Concat(derived.SelectMany(item => JsonNames(item.DerivedType, found)))
            : type.IsGenericType ? type.GetGenericArguments().SelectMany(argument => JsonNames(argument, found)) : [];
    }

    private static string EnumText(object value, Type type) =>
        JsonSerializer.Serialize(value, type, ConnectorJson.Options).Trim('"');

    [GeneratedRegex(@"^(?:static |const |abstract |virtual |override |readonly |~)*[\w.]+")]
    private static partial Regex QualifiedName();

    [GeneratedRegex(@"[!?>\w\])] (\w+)(?=[,)]| =)")]
    private static partial Regex ParameterName();

    [GeneratedRegex(
        @"^\s*(?:(?:public|internal|private|protected|file|static|sealed|abstract|partial|readonly|ref)\s+)*"
            + @"(?:class|record struct|record|struct|interface|enum)\s+(\w+)")]
    private static partial Regex TypeName();
}
