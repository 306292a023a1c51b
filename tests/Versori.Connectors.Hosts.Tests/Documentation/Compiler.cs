using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Versori.Connectors.Hosts.Tests.Documentation;

/// <summary>Compiles code of the documentation against all packages.</summary>
internal static class Compiler
{
    private static readonly Lazy<IReadOnlyList<MetadataReference>> Platform = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(file => MetadataReference.CreateFromFile(file)),
    ]);

    // Compilations derived from the same one share the loaded references.
    private static readonly Lazy<CSharpCompilation> Empty = new(() => CSharpCompilation.Create(
        "Documentation",
        [CSharpSyntaxTree.ParseText(Resource("context.txt"))],
        References,
        new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)));

    /// <summary>The assemblies that this program refers to.</summary>
    public static IReadOnlyList<MetadataReference> References => Platform.Value;

    public static CSharpCompilation Compile(CodeBlock block, string source)
    {
        // A page about SDKs uses the SDKs' own types.
        var stubs = block.Page.EndsWith("sdks.md", StringComparison.Ordinal) ? "" : Resource("stubs.txt");
        return Empty.Value.AddSyntaxTrees(CSharpSyntaxTree.ParseText(stubs), CSharpSyntaxTree.ParseText(source));
    }

    public static Assembly Load(CSharpCompilation compilation)
    {
        using var assembly = new MemoryStream();
        var result = compilation.Emit(assembly);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return Assembly.Load(assembly.ToArray());
    }

    public static string Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
