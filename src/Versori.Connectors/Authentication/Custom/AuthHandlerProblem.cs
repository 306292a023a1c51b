namespace Versori.Connectors;

/// <summary>Something that is wrong with a method's settings.</summary>
/// <param name="Pointer">Where: a JSON pointer (RFC 6901) into the settings, such as <c>/realm</c>; empty: all of them.</param>
/// <param name="Message">What is wrong and what would fix it.</param>
public sealed record AuthHandlerProblem(string Pointer, string Message);
