using System.Globalization;
using System.Text.Json;
using Versori.Connectors.Invocation;

namespace Versori.Connectors.Generation.OpenApi.Export;

/// <summary>
/// Writes and reads how an endpoint returns pages (<see cref="ExtensionNames.Paging"/>). OpenAPI cannot state it, and
/// what a person wrote cannot be found again from names.
/// </summary>
internal static class PagingExtension
{
    private const string Guessed = "guessed";

    public static void Write(Utf8JsonWriter writer, EndpointPaging paging)
    {
        writer.WriteStartObject(ExtensionNames.Paging);
        writer.WriteString("found", paging.Found);
        writer.WriteString("goes", paging.Goes);
        if (paging.Items is { } items) writer.WriteString("items", items);
        if (paging.Size is { } size) writer.WriteString("size", size);
        if (paging.MaximumSize is { } maximum) writer.WriteNumber("maximumSize", maximum);
        if (paging.More is { } more) writer.WriteString("more", more);
        if (paging.Start is { } start) writer.WriteString("start", start);
        if (paging.Arguments.Count > 0)
        {
            writer.WriteStartObject("arguments");
            foreach (var (name, value) in paging.Arguments.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                writer.WriteString(name, value);
            writer.WriteEndObject();
        }

        if (paging.Basis == PagingBasis.Guessed) writer.WriteString("basis", Guessed);
        writer.WriteEndObject();
    }

    /// <summary>The paging of an operation; <see langword="null"/> if it states none, or none that is valid.</summary>
    public static EndpointPaging? Read(Node operation)
    {
        if (operation.Find(ExtensionNames.Paging) is not { IsObject: true } node) return null;
        if (Text(node, "found") is not { } found || Text(node, "goes") is not { } goes) return null;
        var paging = new EndpointPaging
        {
            Found = found,
            Goes = goes,
            Items = Text(node, "items"),
            Size = Text(node, "size"),
            MaximumSize = Number(node, "maximumSize"),
            More = Text(node, "more"),
            Start = Text(node, "start"),
            Arguments = Arguments(node),
            Basis = Text(node, "basis") == Guessed ? PagingBasis.Guessed : PagingBasis.Stated,
        };
        return PagingRule.Problems(paging).Any() ? null : paging;
    }

    private static Dictionary<string, string> Arguments(Node node)
    {
        var arguments = new Dictionary<string, string>(StringComparer.Ordinal);
        if (node.Find("arguments") is not { IsObject: true } all) return arguments;
        foreach (var (name, value) in all.Entries())
        {
            if (value.AsText() is { } text) arguments[name] = text;
        }

        return arguments;
    }

    private static string? Text(Node node, string name) => node.Find(name)?.AsText();

    private static int? Number(Node node, string name) =>
        int.TryParse(Text(node, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
