using Versori.Connectors.Invocation;

namespace Versori.Connectors.AI.Schemas;

/// <summary>One argument of an endpoint as a model gives it.</summary>
/// <param name="Name">The engine's name, which identifies it, such as <c>query.id</c>.</param>
/// <param name="ShortName">The engine's shortest name, which its errors use.</param>
/// <param name="Names">The names of its parts.</param>
/// <param name="Content">
/// How it is written if it is the content of the request; <see langword="null"/> for a parameter.
/// </param>
internal sealed record ModelArgument(string Name, string ShortName, ArgumentNames Names, MediaKind? Content);
