namespace Versori.Connectors;

/// <summary>A problem in a method's settings.</summary>
/// <param name="Pointer">
/// The location: a JSON pointer (RFC 6901) into the settings, for example <c>/realm</c>. An empty pointer means the
/// settings as a whole.
/// </param>
/// <param name="Message">What is wrong and how to fix it.</param>
public sealed record AuthHandlerProblem(string Pointer, string Message);
