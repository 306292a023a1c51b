using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.Kiota.Abstractions;
using Versori.Connectors.Hosts.Tests.Documentation;

namespace Versori.Connectors.Hosts.Tests.Clients;

/// <summary>A client that Kiota generated, compiled.</summary>
internal sealed partial class GeneratedClient(Assembly assembly)
{
    // Any text can stand for any path parameter and any required query parameter.
    public const string Value = "1";

    public static async Task<GeneratedClient> CreateAsync(string document, string name)
    {
        var sources = await KiotaTool.GenerateAsync(document, name);
        var trees = sources.Select(source => CSharpSyntaxTree.ParseText(source));
        var compilation = CSharpCompilation.Create(
            name, trees, Compiler.References, new(OutputKind.DynamicallyLinkedLibrary));
        return new(Compiler.Load(compilation));
    }

    /// <summary>Creates the client. It registers the serializers that it needs.</summary>
    public object Create(IRequestAdapter adapter) =>
        Activator.CreateInstance(assembly.GetTypes().Single(type => type.Name == "ApiClient"), adapter)!;

    /// <summary>Calls every operation of the client.</summary>
    public async Task CallAllAsync(IRequestAdapter adapter)
    {
        Create(adapter);
        var builders = assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(BaseRequestBuilder)));
        foreach (var builder in builders.OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            foreach (var operation in Operations(builder))
            {
                var arguments = operation.GetParameters().Select(Argument).ToArray();
                await (Task)operation.Invoke(Create(builder, adapter), arguments)!;
            }
        }
    }

    private static IEnumerable<MethodInfo> Operations(Type builder) => builder
        .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Where(method => typeof(Task).IsAssignableFrom(method.ReturnType));

    private static object Create(Type builder, IRequestAdapter adapter)
    {
        var names = new Dictionary<string, object>(StringComparer.Ordinal) { ["baseurl"] = adapter.BaseUrl! };
        var constructors = builder.GetConstructors();
        var byPath = constructors.FirstOrDefault(constructor =>
            constructor.GetParameters().FirstOrDefault()?.ParameterType == typeof(Dictionary<string, object>));
        if (byPath is null) return constructors[0].Invoke([adapter]);
        object?[] arguments = [names, adapter, .. byPath.GetParameters().Skip(2).Select(_ => "")];
        var template = (string)builder
            .GetProperty("UrlTemplate", BindingFlags.NonPublic | BindingFlags.Instance)!
            .GetValue(byPath.Invoke(arguments))!;
        foreach (Match match in PathParameter().Matches(template)) names.TryAdd(match.Groups[1].Value, Value);
        return byPath.Invoke(arguments);
    }

    private static object? Argument(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (type == typeof(CancellationToken)) return CancellationToken.None;
        if (type == typeof(string)) return "application/octet-stream";
        if (type == typeof(Stream)) return new MemoryStream([1, 2, 3]);
        if (type == typeof(MultipartBody))
        {
            var body = new MultipartBody();
            body.AddOrReplacePart("file", "application/octet-stream", new MemoryStream([1, 2, 3]), "a.bin");
            return body;
        }

        var isOptional = parameter.HasDefaultValue || typeof(Delegate).IsAssignableFrom(type);
        return isOptional ? null : Activator.CreateInstance(type);
    }

    [GeneratedRegex(@"\{\+?([^?&+}][^}]*)\}")]
    private static partial Regex PathParameter();
}
