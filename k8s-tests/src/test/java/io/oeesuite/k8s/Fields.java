package io.oeesuite.k8s;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.google.gson.annotations.SerializedName;

import io.kubernetes.client.custom.IntOrString;
import io.kubernetes.client.custom.Quantity;

/** Compares a resource, field by field, with what Kubernetes' own description of it knows: nothing unknown, nothing missing, everything of its type. */
final class Fields {
    private static final String MODELS = "io.kubernetes.client.openapi.models.";
    private final List<String> complaints = new ArrayList<>();

    private Fields() {}

    /** What is wrong with the resource. */
    static List<String> complaintsAbout(Manifest manifest) {
        Fields fields = new Fields();
        fields.check(manifest.content(), model(manifest), manifest.id());
        return List.copyOf(fields.complaints);
    }

    /** Whether Kubernetes itself has such resources. */
    static boolean knows(Manifest manifest) {
        return !manifest.apiVersion().contains(".") || manifest.apiVersion().startsWith("networking.k8s.io/");
    }

    private static Class<?> model(Manifest manifest) {
        String version = manifest.apiVersion().replaceFirst(".*/", "");
        try {
            return Class.forName(
                    MODELS + Character.toUpperCase(version.charAt(0)) + version.substring(1) + manifest.kind());
        } catch (ClassNotFoundException unknown) {
            throw new AssertionError("Kubernetes has no " + manifest.apiVersion() + " " + manifest.kind(), unknown);
        }
    }

    private void check(Object value, Type type, String path) {
        if (type instanceof ParameterizedType generic) {
            checkGeneric(value, generic, path);
        } else if (type instanceof Class<?> plain && plain.getName().startsWith(MODELS)) {
            checkModel(value, plain, path);
        } else {
            checkPlain(value, type, path);
        }
    }

    private void checkGeneric(Object value, ParameterizedType generic, String path) {
        if (generic.getRawType().equals(Map.class) && value instanceof Map<?, ?> map) {
            map.forEach((key, its) -> check(its, generic.getActualTypeArguments()[1], path + "." + key));
        } else if ((generic.getRawType().equals(List.class)
                        || generic.getRawType().equals(Set.class))
                && value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                check(list.get(i), generic.getActualTypeArguments()[0], path + "[" + i + "]");
            }
        } else {
            complaints.add(path + " is " + shown(value) + ", expected " + generic);
        }
    }

    private void checkModel(Object value, Class<?> model, String path) {
        if (!(value instanceof Map<?, ?> map)) {
            complaints.add(path + " is " + shown(value) + ", expected " + model.getSimpleName());
            return;
        }
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Type type = fieldType(model, (String) entry.getKey());
            if (type == null) {
                complaints.add(path + "." + entry.getKey() + " is unknown");
            } else {
                check(entry.getValue(), type, path + "." + entry.getKey());
            }
        }
        for (String required : required(model)) {
            if (!map.containsKey(required)) {
                complaints.add(path + "." + required + " is missing");
            }
        }
    }

    private void checkPlain(Object value, Type type, String path) {
        boolean fits = switch (type.getTypeName()) {
            case "java.lang.String" -> value instanceof String;
            case "java.lang.Boolean" -> value instanceof Boolean;
            case "java.lang.Integer", "java.lang.Long" -> value instanceof Integer || value instanceof Long;
            case "java.lang.Double", "java.lang.Float" -> value instanceof Number;
            case "java.lang.Object" -> true;
            default -> fitsSpecial(value, type);
        };
        if (!fits) {
            complaints.add(path + " is " + shown(value) + ", expected " + type.getTypeName());
        }
    }

    private static boolean fitsSpecial(Object value, Type type) {
        if (type.equals(IntOrString.class)) {
            return value instanceof String || value instanceof Integer;
        }
        if (type.equals(Quantity.class)) {
            return (value instanceof String || value instanceof Number) && isQuantity(value.toString());
        }
        if (type.equals(OffsetDateTime.class) || type.equals(byte[].class)) {
            return value instanceof String;
        }
        throw new AssertionError("Who checks a " + type.getTypeName() + "?");
    }

    private static boolean isQuantity(String text) {
        try {
            return Quantity.fromString(text).getNumber().compareTo(BigDecimal.ZERO) > 0;
        } catch (RuntimeException malformed) {
            return false;
        }
    }

    private static Type fieldType(Class<?> model, String name) {
        for (Field field : model.getDeclaredFields()) {
            SerializedName serialized = field.getAnnotation(SerializedName.class);
            if (serialized != null
                    && !Modifier.isStatic(field.getModifiers())
                    && serialized.value().equals(name)) {
                return field.getGenericType();
            }
        }
        return null;
    }

    @SuppressWarnings("unchecked")
    private static Set<String> required(Class<?> model) {
        try {
            return (Set<String>) model.getField("openapiRequiredFields").get(null);
        } catch (ReflectiveOperationException impossible) {
            throw new AssertionError(model + " does not say what is required", impossible);
        }
    }

    private static String shown(Object value) {
        return value == null ? "null" : value + " (" + value.getClass().getSimpleName() + ")";
    }
}
