using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.Extensions.DependencyInjection;

namespace Versori.Connectors.Tests.Conventions;

/// <summary>
/// Every public type can be named in a file that has the implicit <c>using</c> directives of the SDK of its project.
/// </summary>
public sealed class AmbiguousNameTests
{
    private static readonly string[] Base =
    [
        "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading",
        "System.Threading.Tasks",
    ];

    private static readonly string[] Worker =
    [
        "Microsoft.Extensions.Configuration", "Microsoft.Extensions.DependencyInjection",
        "Microsoft.Extensions.Hosting",
        "Microsoft.Extensions.Logging",
    ];

    private static readonly string[] Web =
    [
        .. Worker, "System.Net.Http.Json", "Microsoft.AspNetCore.Builder", "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Routing",
    ];

    private static readonly Assembly[] Assemblies =
    [
        typeof(ConnectorDefinition).Assembly, typeof(IConnections).Assembly, typeof(RecordedRequest).Assembly,
        typeof(VersoriConnectorsEd25519Extensions).Assembly, typeof(KnownSystems).Assembly,
    ];

    /// <summary>The implicit <c>using</c> directives in the targets of the SDKs.</summary>
    public static TheoryData<string, string[]> Sdks => new()
    {
        { "Microsoft.NET.Sdk", Base },
        { "Microsoft.NET.Sdk.Worker", [.. Base, .. Worker] },
        { "Microsoft.NET.Sdk.Web", [.. Base, .. Web] },
        { "a test project with xUnit", [.. Base, "Xunit"] },
    };

    [Theory]
    [MemberData(nameof(Sdks))]
    public void No_public_name_is_ambiguous_with_the_implicit_usings(string sdk, string[] usings)
    {
        var types = Assemblies.SelectMany(assembly => assembly.GetExportedTypes())
            .Where(type => !type.IsNested).ToList();
        var directives = usings.Concat(types.Select(type => type.Namespace!))
            .Distinct().Select(name => $"global using {name};\n");
        var uses = types.Select(type => $"    System.Type _{types.IndexOf(type)} = typeof({NameOf(type)});\n");
        var source = $"{string.Concat(directives)}class Uses\n{{\n{string.Concat(uses)}}}\n";

        var errors = Compile(source).Select(error => $"{sdk}: {error.GetMessage(null)}");

        Convention.Holds(errors);
    }

    private static IEnumerable<Diagnostic> Compile(string source)
    {
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var compilation = CSharpCompilation.Create(
            "Names",
            [CSharpSyntaxTree.ParseText(source, cancellationToken: TestContext.Current.CancellationToken)],
            platform.Select(file => MetadataReference.CreateFromFile(file)),
            new(OutputKind.DynamicallyLinkedLibrary));
        return compilation.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
    }

    // Extension classes and generic types are included; type parameters are left open.
    private static string NameOf(Type type)
    {
        var name = type.Name.Split('`')[0];
        var parameters = type.GetGenericArguments().Length;
        return parameters == 0 ? name : $"{name}<{new string(',', parameters - 1)}>";
    }
}
