namespace Versori.Connectors.Generation.OpenApi;

/// <summary>A parameter of an outlined operation.</summary>
/// <param name="Name">The name.</param>
/// <param name="In">The location, in lower case.</param>
/// <param name="Required">Whether a call needs it.</param>
/// <param name="Reference">The reference that stands for it; <see langword="null"/> if it is in its place.</param>
internal readonly record struct OutlinedParameter(string? Name, string? In, bool Required, string? Reference);
